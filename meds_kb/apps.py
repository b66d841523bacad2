from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class MedsKbConfig(AppConfig):
    name = "meds_kb"
    verbose_name = "Medication experience knowledge base"


class DeskConfig(AdminConfig):
    default_site = "meds_kb.desk.Desk"

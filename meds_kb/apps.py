from django.apps import AppConfig


class MedsKbConfig(AppConfig):
    name = "meds_kb"
    verbose_name = "Medication experience knowledge base"

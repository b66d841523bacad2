"""Knows how a proxy's saves reach the history of the table it stands for."""

from django.db import models
from simple_history.models import HistoricalRecords


class HistoryWithProxies(HistoricalRecords):
    """History of a model and of its proxies.

    Django sends a proxy's signals under the proxy's own name, where plain HistoricalRecords does not listen: an edit made
    through a proxy would leave no trace.
    """

    def finalize(self, sender, **kwargs):
        super().finalize(sender, **kwargs)
        if sender._meta.proxy and sender._meta.concrete_model is self.cls:
            models.signals.post_save.connect(self.post_save, sender=sender, weak=False)
            models.signals.pre_delete.connect(self.pre_delete, sender=sender, weak=False)
            models.signals.post_delete.connect(self.post_delete, sender=sender, weak=False)
            sender._meta.simple_history_manager_attribute = self.manager_name

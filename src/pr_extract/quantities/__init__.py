"""Numbers with their units: money, percentages, counts, measurements, multiples, ratios, ranks."""

from pr_extract.quantities.quantity import Quantity

__all__ = ["Quantity"]

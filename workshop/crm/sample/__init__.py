"""The sample company: an invented Systemhaus with two years of honest, seeded data."""

from workshop.crm.sample.company import make_sample
from workshop.crm.sample.files import write_sample

__all__ = ["make_sample", "write_sample"]

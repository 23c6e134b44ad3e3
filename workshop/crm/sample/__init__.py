"""The sample company: an invented Systemhaus with two years of honest, seeded data."""

from workshop.crm.sample.company import make_sample
from workshop.crm.sample.files import write_sample
from workshop.crm.sample.later import make_later_sample

__all__ = ["make_later_sample", "make_sample", "write_sample"]

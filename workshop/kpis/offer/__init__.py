"""The KPIs the kit offers, as data: one module a family; formulas stand in the modules beside."""

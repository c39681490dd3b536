"""Who works where: organisations, units, assignments, roles. Imports nothing else of ours."""

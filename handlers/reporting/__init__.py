"""How a report is shown: as a table, for scripts, as a sheet, or as a page with charts. Figures only; nobody is named."""

"""Charts, calendars and structure diagrams as SVG, for pages and paper alike: text alternatives included."""

"""The window, the transport strip and what else the pages share of Qt."""

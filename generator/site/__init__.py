"""The website: page families, frames rendered by the engine, record pages filled into them, data files."""

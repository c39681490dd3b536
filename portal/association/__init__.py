"""Förbundet: what a samordningsförbund offers and pays for, kept by its director."""

"""Exports with planted facts, damaged ones, and every number counted again."""

"""From characters to words: blocks, sentences, tokens, and what natasha's models say of them."""

from letopis.language.stage import LanguageStage

__all__ = ["LanguageStage"]

"""natasha's three news models run as one: packed sentences, plain numpy, the answers of slovnet."""

from letopis.language.packed.models import Analysed, PackedModels, Reading
from letopis.language.packed.weights import load_weights

__all__ = ["Analysed", "PackedModels", "Reading", "load_weights"]

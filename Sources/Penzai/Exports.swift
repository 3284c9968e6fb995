@_exported public import Arrays
@_exported public import Trees
@_exported public import Treescope

@_exported public import Arrays
@_exported public import Trees
@_exported public import Treescope
@_exported public import NamedAxes
@_exported public import Selectors
@_exported public import Variables
@_exported public import Layers
@_exported public import Models

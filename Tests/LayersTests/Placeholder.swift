import Layers
import Trees
import NamedAxes
struct Mute: Layer { mutating func walk(_ walker: inout some TreeWalker) throws {} }

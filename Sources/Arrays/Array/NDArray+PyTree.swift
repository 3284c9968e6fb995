public import Trees

extension NDArray: TreeLeaf {}

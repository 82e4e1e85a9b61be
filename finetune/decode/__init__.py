"""Fast writing on CPUs: a decoder's weights as one ONNX graph, in fp32 or int8, with a cache of keys and values.

Everything here runs on numpy and ONNX Runtime: a server that only writes loads no torch.
"""

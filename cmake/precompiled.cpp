// Nothing: a library of precompiled headers needs a source.

/** Derivatives: tape, variables, ops, layers, optimizers, gradient check. */
module org.end4rec.autograd {
    requires static org.jspecify;
    requires transitive org.end4rec.core;

    exports org.end4rec.autograd;
    exports org.end4rec.autograd.layers;
    exports org.end4rec.autograd.ops;
    exports org.end4rec.autograd.optim;
}

package org.end4rec.autograd;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** An ordered set of parameters with distinct names. A saved model is this set plus a manifest. */
public final class Parameters implements Iterable<Parameter> {
    private final Map<String, Parameter> byName = new LinkedHashMap<>();

    /** An empty set. */
    public Parameters() {}

    /**
     * Adds a parameter and returns it.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public Parameter add(Parameter parameter) {
        if (byName.putIfAbsent(parameter.name(), parameter) != null) {
            throw new IllegalArgumentException(
                    "Parameters: a parameter named '" + parameter.name() + "' exists already");
        }
        return parameter;
    }

    /**
     * The parameter of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Parameter get(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException(
                    "Parameters: no parameter named '" + name + "'; there are " + byName.keySet());
        }
        return parameter;
    }

    /** Whether there is a parameter of that name. */
    public boolean contains(String name) {
        return byName.containsKey(Objects.requireNonNull(name, "name"));
    }

    /** All parameters, in the order they were added; unmodifiable. */
    public Collection<Parameter> all() {
        return java.util.Collections.unmodifiableCollection(byName.values());
    }

    /** Thaws the parameters whose name passes the test and freezes the others. */
    public void train(Predicate<String> moves) {
        for (Parameter parameter : this) {
            parameter.setTrainable(moves.test(parameter.name()));
        }
    }

    /** Sets every gradient to zero. */
    public void clearGradients() {
        for (Parameter parameter : this) {
            parameter.clearGradient();
        }
    }

    /** Frees the memory of every gradient, for a model that has been trained. */
    public void releaseGradients() {
        for (Parameter parameter : this) {
            parameter.releaseGradient();
        }
    }

    /** Number of elements over all parameters. */
    public long size() {
        return byName.values().stream().mapToLong(p -> p.shape().size()).sum();
    }

    @Override
    public Iterator<Parameter> iterator() {
        return all().iterator();
    }
}

package org.end4rec.cli;

import java.util.Arrays;
import java.util.Iterator;
import org.end4rec.models.training.Architecture;

/** The names of all models, without +b and +v, for help and completion. */
final class ModelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Architecture.values()).map(Architecture::toString).iterator();
    }
}

package org.end4rec.models.encoder;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage of training.
 *
 * @param name the stage's name in configurations and logs
 * @param moves prefixes of the names of the parameters that move in it
 */
public record Stage(String name, Set<String> moves) {
    /** No reference is null. */
    public Stage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(moves, "moves");
    }

    /** Whether the parameter of that name moves. */
    public boolean trains(String parameter) {
        return moves.stream().anyMatch(parameter::startsWith);
    }

    /** Written out: the one a record has keeps the class loader of an application that was taken down. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stage stage && name.equals(stage.name) && moves.equals(stage.moves);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + moves.hashCode();
    }
}

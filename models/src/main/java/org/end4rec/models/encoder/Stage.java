package org.end4rec.models.encoder;

import java.util.Set;

/**
 * A stage of training.
 *
 * @param name the stage's name in configurations and logs
 * @param moves prefixes of the names of the parameters that move in it
 */
public record Stage(String name, Set<String> moves) {
    /** Whether the parameter of that name moves. */
    public boolean trains(String parameter) {
        return moves.stream().anyMatch(parameter::startsWith);
    }
}

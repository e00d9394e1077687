package org.end4rec.lessons.lesson14;

import java.util.List;

/**
 * One line of a split: a purchase to predict, and what a model may see of its user.
 *
 * @param training events of the user that the model learns from
 * @param input events that the model reads when it predicts
 * @param target the purchase to predict
 */
public record SplitLine(List<Visit> training, List<Visit> input, Visit target) {
    /** The lists are copied. */
    public SplitLine {
        training = List.copyOf(training);
        input = List.copyOf(input);
    }

    /**
     * An event of a user.
     *
     * @param item number of the item
     * @param time when it happened; a later event has a larger time
     */
    public record Visit(int item, int time) {}
}

package org.end4rec.models.encoder;

import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;

/**
 * Turns histories into representations z; the score of item v is z·item_embedding[v]. An encoder owns its parameters
 * and keeps nothing between calls, so any number of tapes may use it at once while no parameter changes.
 */
public interface SequenceEncoder {
    /** The name on the command line and in a saved run. */
    String name();

    /** All parameters, under their saved names. */
    Parameters parameters();

    /** The item table [V+1,d]; row 0 is padding. */
    Parameter itemEmbedding();

    /** The stages of training, in order. */
    List<Stage> stages();

    /** The stage that gives the finished model. */
    default Stage lastStage() {
        return stages().get(stages().size() - 1);
    }

    /**
     * Encodes the sequences of a shard as in the given stage, after {@link KeptEvents#of}. In training it may read only
     * the rows of the item table that belong to the batch's items and targets: with a sampled loss the other rows are
     * not up to date.
     */
    Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage);
}

package org.end4rec.models.training;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model: what {@code --model} names. Its text form is the name of the architecture, to which {@code +b} and
 * {@code +v} are added for a baseline that embeds behaviors or has votes, such as {@code sasrec+b+v}.
 *
 * @param behaviors whether the behaviors of events are embedded; always true of END4Rec
 * @param votes whether neighbors vote beside the encoder's scores; always true of END4Rec
 */
public record Model(Architecture architecture, boolean behaviors, boolean votes) {
    /** END4Rec. */
    public static final Model END4REC = new Model(Architecture.END4REC, true, true);

    /** END4Rec, then each baseline with an encoder in its four kinds. */
    private static final List<Model> ENCODERS = Stream.concat(
                    Stream.of(END4REC),
                    Architecture.baselines().stream()
                            .flatMap(each -> Stream.of(
                                    new Model(each, false, false),
                                    new Model(each, true, false),
                                    new Model(each, false, true),
                                    new Model(each, true, true))))
            .toList();

    private static final List<Model> COUNTED = Arrays.stream(Architecture.values())
            .filter(Architecture::isCounted)
            .map(each -> new Model(each, false, false))
            .toList();

    /** What a text form may be, as a continuation of "it must be". */
    static final String ALLOWED = END4REC.toString() + ", or one of "
            + Architecture.baselines().stream().map(Architecture::toString).collect(Collectors.joining(", "))
            + ", to which +b, +v or +b+v may be added, or one of "
            + COUNTED.stream().map(Model::toString).collect(Collectors.joining(", "));

    /** @throws IllegalArgumentException for END4Rec without behaviors or votes, or counts with any of them */
    public Model {
        Objects.requireNonNull(architecture, "architecture");
        if (architecture == Architecture.END4REC && !(behaviors && votes)) {
            throw new IllegalArgumentException("Model: behaviors is " + behaviors + " and votes is " + votes
                    + "; both must be true for END4Rec; neighbors=0 leaves its votes out");
        }
        if (architecture.isCounted() && (behaviors || votes)) {
            throw new IllegalArgumentException("Model: behaviors is " + behaviors + " and votes is " + votes
                    + "; both must be false for " + architecture + ", which has no encoder");
        }
    }

    /** The text form of each model with an encoder: END4Rec's, then those of each baseline in its four kinds. */
    public static List<String> names() {
        return ENCODERS.stream().map(Model::toString).toList();
    }

    /** The model with that text form, if there is one. */
    public static Optional<Model> find(String text) {
        Objects.requireNonNull(text, "text");
        return Stream.concat(ENCODERS.stream(), COUNTED.stream())
                .filter(each -> each.toString().equals(text))
                .findFirst();
    }

    /**
     * The model with that text form.
     *
     * @throws ConfigException if there is none
     */
    public static Model parse(String text) {
        return find(text).orElseThrow(() -> new ConfigException("model is " + text + "; it must be " + ALLOWED));
    }

    /** Whether it is a count-based baseline, which has no encoder. */
    public boolean isCounted() {
        return architecture.isCounted();
    }

    /** Whether it is one of the models that END4Rec is compared with. */
    public boolean isBaseline() {
        return architecture != Architecture.END4REC;
    }

    @Override
    public String toString() {
        String name = architecture.toString();
        return isBaseline() ? name + (behaviors ? "+b" : "") + (votes ? "+v" : "") : name;
    }
}

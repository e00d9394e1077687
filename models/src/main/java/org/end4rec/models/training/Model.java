package org.end4rec.models.training;

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

    /** END4Rec, then each baseline in its four kinds. */
    private static final List<Model> ALL = Stream.concat(
                    Stream.of(END4REC),
                    Architecture.baselines().stream()
                            .flatMap(each -> Stream.of(
                                    new Model(each, false, false),
                                    new Model(each, true, false),
                                    new Model(each, false, true),
                                    new Model(each, true, true))))
            .toList();

    /** What a text form may be, as a continuation of "it must be". */
    static final String ALLOWED = END4REC.toString() + ", or one of "
            + Architecture.baselines().stream().map(Architecture::toString).collect(Collectors.joining(", "))
            + ", to which +b, +v or +b+v may be added";

    /** @throws IllegalArgumentException for END4Rec without behaviors or without votes */
    public Model {
        Objects.requireNonNull(architecture, "architecture");
        if (architecture == Architecture.END4REC && !(behaviors && votes)) {
            throw new IllegalArgumentException("Model: behaviors is " + behaviors + " and votes is " + votes
                    + "; both must be true for END4Rec; neighbors=0 leaves its votes out");
        }
    }

    /** The text form of each model: END4Rec's, then those of each baseline in its four kinds. */
    public static List<String> names() {
        return ALL.stream().map(Model::toString).toList();
    }

    /** The model with that text form, if there is one. */
    public static Optional<Model> find(String text) {
        Objects.requireNonNull(text, "text");
        return ALL.stream().filter(each -> each.toString().equals(text)).findFirst();
    }

    /**
     * The model with that text form.
     *
     * @throws ConfigException if there is none
     */
    public static Model parse(String text) {
        return find(text).orElseThrow(() -> new ConfigException("model is " + text + "; it must be " + ALLOWED));
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

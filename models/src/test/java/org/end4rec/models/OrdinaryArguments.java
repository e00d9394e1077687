package org.end4rec.models;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Targets;
import org.end4rec.models.data.TestTargets;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.evaluation.Scorer;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that a constructor or method takes; where values that fit their types do not fit each other, by its name.
 */
final class OrdinaryArguments {
    private final Samples samples;

    OrdinaryArguments(Samples samples) {
        this.samples = samples;
    }

    @Nullable
    Object[] of(Executable call) throws IOException, ReflectiveOperationException {
        Class<?> type = call.getDeclaringClass();
        boolean isCanonical =
                type.isRecord() && call instanceof Constructor<?> && isCanonical(type, call.getParameterTypes());
        if (isCanonical && samples.has(type)) {
            return components(samples.of(type));
        }
        String name = type.getSimpleName() + (call instanceof Constructor<?> ? "" : '.' + call.getName());
        @Nullable Object[] fitting = byName(name, call.getParameterTypes());
        if (fitting.length == call.getParameterCount()) {
            return fitting;
        }
        @Nullable Object[] arguments = new @Nullable Object[call.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = samples.of(call.getParameterTypes()[i]);
        }
        return arguments;
    }

    private @Nullable Object[] byName(String call, Class<?>[] types) throws IOException {
        Histories histories = (Histories) samples.of(Histories.class);
        Split split = (Split) samples.of(Split.class);
        return switch (call) {
            case "AddLayerNorm.addLayerNorm" ->
                with(variables(new int[][] {{2, 3}, {2, 3}, {3}, {3}}), 1e-5, new float[2]);
            case "BehaviorFilter.behaviorFilter" -> {
                Variable[] on = variables(new int[][] {{1, 2, 3}, {2, 1, 2, 3}});
                yield new Object[] {on[0], new int[2], on[1]};
            }
            case "CausalAttention.causalAttention" ->
                with(variables(new int[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}), new float[2], 1);
            case "CausalConvolution.causalConvolution" -> variables(new int[][] {{1, 2, 3}, {2, 2, 3}});
            case "ChunkedDiagonalFusion.mixCausally" -> variables(new int[][] {{1, 2, 4}, {2, 2, 4}});
            case "CausalFusion.causalFusion" ->
                variables(new int[][] {{1, 2, 2}, {2, 2, 2}, {2, 1, 2, 2}, {2, 1, 2}, {2, 1, 2, 2}, {2, 1, 2}});
            case "CausalSelfAttention.apply" -> with(variables(new int[][] {{1, 2, 4}, {1, 2, 4}}), new float[2]);
            case "ComplexMultiply.complexMultiply" -> variables(new int[][] {{1, 2, 2, 3}, {2, 2, 3}});
            case "GatherSum.gatherSum" -> {
                Variable[] on = variables(new int[][] {{3, 2}, {2, 2}});
                yield new Object[] {List.of(on[0]), List.of(new int[] {1, 2}), on[1]};
            }
            case "GrowingVotes.with" -> new Object[] {1000, Map.of()};
            case "Gru.gru" -> variables(new int[][] {{1, 2, 3}, {6, 3}, {6, 2}, {6}, {6}});
            case "LayerNorm.layerNorm" -> with(variables(new int[][] {{2, 3}, {3}, {3}}), 1e-5);
            case "Linear.linear" -> variables(new int[][] {{2, 3}, {3, 2}, {2}});
            case "LinearByType.linearByType" -> with(variables(new int[][] {{1, 2, 3}, {1, 3, 2}}), new int[2]);
            case "MaskedSoftmax.maskedSoftmax" -> with(variables(new int[][] {{1, 1, 2, 2}}), new float[4]);
            case "NewestConvolution.newestConvolution" ->
                with(variables(new int[][] {{1, 2, 3}, {1, 2, 3}}), new int[2]);
            case "PositionwiseFeedForward.positionwiseFeedForward" ->
                variables(new int[][] {{2, 3}, {3, 4}, {4}, {4, 2}, {2}});
            case "Refinement.apply" ->
                with(variables(new int[][] {{2, 3}, {2, 3}}), new float[2], ForwardMode.evaluation(), "a", "b");
            case "EventEmbedding.embed" -> embedded((Batch) samples.of(Batch.class), types.length == 5);
            case "GradientCheck.check" -> types[1] == Tensor[].class ? checked() : new Object[0];
            case "EvaluationResult.writeRanks" -> {
                IntFunction<String> id = Integer::toString;
                yield new Object[] {samples.of(Path.class), id, id};
            }
            case "Histories.of" -> types.length == 6 ? columns() : new Object[0];
            case "Split.of" -> {
                int[] visible = new int[histories.users().size() + 1];
                Arrays.setAll(visible, user -> user == 0 ? 0 : split.visible(user));
                yield new Object[] {histories, 1, false, split.train(), split.validation(), split.test(), visible};
            }
            case "Batch" ->
                types.length == 6
                        ? new Object[] {1, 1, new int[1], new int[1], new int[1], new int[1]}
                        : new Object[] {1, 1, new int[1], new int[1], new int[1]};
            case "RunData.withTest", "Split.withTest" ->
                new Object[] {histories, samples.of(TestTargets.class), "click", false};
            case "TrainingSequences" -> new Object[] {histories, split, 13, Targets.NEXT, true};
            case "CountingModels.check" -> new Object[] {"markov", Map.of()};
            case "CountingModels.create" -> new Object[] {"markov", Map.of(), histories, split};
            case "Evaluator.evaluate" -> new Object[] {samples.of(Scorer.class), split.test()};
            case "VocabularyBuilder.add" -> new Object[] {new char[] {'x'}, 0, 1};
            case "ConfigFile.fromJson" -> new Object[] {"{}", "x"};
            default -> new Object[0];
        };
    }

    private static Object[] columns() {
        Vocabulary ids = Vocabulary.of(List.of("x"));
        return new Object[] {ids, ids, ids, new int[] {0, 0, 1}, new int[] {1}, new int[] {1}};
    }

    private static Object[] checked() {
        Function<List<Variable>, Variable> sum = inputs -> Sum.sum(inputs.get(0));
        return new Object[] {sum, new Tensor[] {Tensor.zeros(Shape.of(2))}};
    }

    private static @Nullable Object[] embedded(Batch batch, boolean withMore) {
        Tape tape = Tape.recording();
        Variable mask = tape.input(Tensor.zeros(Shape.of(batch.size(), batch.length(), 1)));
        return withMore
                ? new @Nullable Object[] {tape, batch, null, mask, ForwardMode.evaluation()}
                : new Object[] {tape, batch, mask, ForwardMode.evaluation()};
    }

    private static Variable[] variables(int[][] shapes) {
        Tape tape = Tape.recording();
        return Arrays.stream(shapes)
                .map(shape -> tape.input(Tensor.zeros(Shape.of(shape))))
                .toArray(Variable[]::new);
    }

    private static Object[] with(Variable[] variables, Object... more) {
        Object[] all = Arrays.copyOf(variables, variables.length + more.length, Object[].class);
        System.arraycopy(more, 0, all, variables.length, more.length);
        return all;
    }

    private static boolean isCanonical(Class<?> type, Class<?>[] parameters) {
        return List.of(parameters)
                .equals(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toList());
    }

    private static @Nullable Object[] components(Object value) throws ReflectiveOperationException {
        RecordComponent[] components = value.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].getAccessor().invoke(value);
        }
        return values;
    }
}

package org.end4rec.autograd.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.ElementType;
import org.end4rec.core.io.SafeTensors;

/**
 * A case computed elsewhere in float64, put on a tape. Its tensors are {@code in.*}, {@code out.*}, the gradient {@code
 * cot.*} given to each output and the gradient {@code grad.*} expected of each differentiable input; its metadata name
 * the op and its settings.
 */
public final class GoldenCase {
    private final Map<String, String> metadata;
    private final Map<String, Tensor> floats = new TreeMap<>();
    private final Map<String, int[]> integers = new TreeMap<>();
    private final Map<String, Shape> shapes = new TreeMap<>();
    private final Tape tape = Tape.recording();
    private final Map<String, Variable> inputs = new TreeMap<>();

    private GoldenCase(SafeTensors file) throws IOException {
        metadata = file.metadata();
        for (String name : file.names()) {
            shapes.put(name, file.shape(name));
            if (file.type(name) == ElementType.F32) {
                floats.put(name, file.tensor(name));
            } else {
                integers.put(name, file.ints(name));
            }
        }
    }

    /** Reads a case. */
    public static GoldenCase read(Path path) throws IOException {
        return new GoldenCase(SafeTensors.read(path));
    }

    /** A setting, such as {@code "op"}. */
    public String setting(String key) {
        return present(metadata, key);
    }

    /** A tensor by its full name, such as {@code "in.grad.3"}. */
    public Tensor tensor(String name) {
        return present(floats, name);
    }

    /** The shape of an input. */
    public Shape shape(String input) {
        return present(shapes, "in." + input);
    }

    /** The elements of an input of whole numbers. */
    public int[] integers(String input) {
        return present(integers, "in." + input);
    }

    /** The elements of an input. */
    public float[] floats(String input) {
        return tensor("in." + input).data();
    }

    /** An input as a variable, a constant if the case has no gradient for it. */
    public Variable input(String input) {
        return inputs.computeIfAbsent(input, key -> {
            Tensor value = tensor("in." + key);
            return floats.containsKey("grad." + key) ? tape.input(value) : tape.constant(value);
        });
    }

    /** A constant on the case's tape. */
    public Variable constant(Shape shape, float... values) {
        return tape.constant(Tensor.of(shape, values));
    }

    /** Gives the parameters of a layer the values of the inputs of the same names. */
    public void fill(Parameters parameters) {
        for (Parameter parameter : parameters) {
            float[] values = floats(parameter.name());
            System.arraycopy(
                    values, 0, parameter.value().data(), 0, parameter.shape().size());
            inputs.put(parameter.name(), tape.leaf(parameter));
        }
    }

    /** Asserts the outputs, walks back from them, and asserts the gradients of all inputs. */
    public void check(Map<String, Variable> outputs, double tolerance) {
        Assertions.assertThat(namesUnder("out.")).containsExactlyInAnyOrderElementsOf(outputs.keySet());
        outputs.forEach((name, y) -> {
            check("out." + name, y.toTensor(), tolerance);
            float[] dy = tensor("cot." + name).data();
            for (int i = 0; i < dy.length; i++) {
                y.gradient()[i] += dy[i];
            }
        });
        tape.backward();
        for (String name : namesUnder("grad.")) {
            checkGradient(name, input(name), tolerance);
        }
    }

    /**
     * A gradient of one element is a sum whose terms may cancel, so it is measured by the largest gradient of the case.
     */
    private void checkGradient(String name, Variable x, double tolerance) {
        if (x.shape().size() == 1) {
            double largest = 0;
            for (String each : namesUnder("grad.")) {
                largest = Math.max(
                        largest, DoubleTensor.of(tensor("grad." + each)).largest());
            }
            double difference =
                    Math.abs(x.gradient()[0] - tensor("grad." + name).data()[0]);
            Assertions.assertThat(difference).as("grad." + name).isLessThanOrEqualTo(tolerance * largest);
        } else {
            check("grad." + name, Tensor.of(x.shape(), x.gradient()), tolerance);
        }
    }

    /** Asserts |found − expected| ≤ tolerance × the largest magnitude expected. */
    public void check(String name, Tensor found, double tolerance) {
        OpContract.assertClose(DoubleTensor.of(found), DoubleTensor.of(tensor(name)), tolerance, name);
    }

    private static <T> T present(Map<String, T> map, String key) {
        T value = map.get(key);
        if (value == null) {
            throw new AssertionError("no '" + key + "' in the case; there are " + map.keySet());
        }
        return value;
    }

    private List<String> namesUnder(String prefix) {
        return floats.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}

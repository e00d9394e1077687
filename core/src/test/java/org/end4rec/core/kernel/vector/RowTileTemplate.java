package org.end4rec.core.kernel.vector;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The source of a class of tiles: the same loop for a few rows, written out so that its sums stay in registers. */
record RowTileTemplate(int rows, String word, String registers) {
    static final RowTileTemplate FOUR =
            new RowTileTemplate(4, "Four", "eight sums stay in registers, of the 16 that 256-bit processors have.");
    static final RowTileTemplate EIGHT =
            new RowTileTemplate(8, "Eight", "sixteen sums stay in registers, of the 32 that 512-bit processors have.");

    String className() {
        return "Vector" + word + "RowTile";
    }

    String source() {
        return """
                package org.end4rec.core.kernel.vector;

                import jdk.incubator.vector.FloatVector;
                import jdk.incubator.vector.VectorSpecies;

                /**
                 * Tiles of %s rows of c, two vectors wide: %s
                 * Generated from RowTileTemplate in the tests; change the template, and its test writes this.
                 */
                final class %s {
                    private static final VectorSpecies<Float> LANES = VectorLanes.SPECIES;
                    private static final int WIDTH = VectorLanes.WIDTH;

                    private %s() {}
                %s%s%s
                    private static FloatVector start(float[] c, int offset, boolean accumulate) {
                        return accumulate ? FloatVector.fromArray(LANES, c, offset) : FloatVector.zero(LANES);
                    }
                }
                """.formatted(
                word.toLowerCase(Locale.ROOT), registers, className(), className(), ofRows(), ofColumns(), ofPanels());
    }

    private String ofRows() {
        return method(
                "/** c [%d, 2 vectors] += a·b with a [%d, depth]. */".formatted(rows, rows),
                "ofRows",
                "float[] a, int a0, int lda, float[] b, int bo, int ldb",
                eachAfterTheFirst(r -> "int a%d = a%d + lda;".formatted(r, r - 1)),
                "",
                "bo + l * ldb",
                r -> "a%d + l".formatted(r));
    }

    private String ofColumns() {
        return method(
                "/** c [%d, 2 vectors] += aᵀ·b with a [depth, %d]: the factors of a step stand side by side. */"
                        .formatted(rows, rows),
                "ofColumns",
                "float[] a, int ao, int lda, float[] b, int bo, int ldb",
                "",
                "int row = ao + l * lda;",
                "bo + l * ldb",
                r -> r == 0 ? "row" : "row + " + r);
    }

    private String ofPanels() {
        return method(
                "/** As {@link #ofColumns} in panels, whose rows are a constant apart: no index needs a check. */",
                "ofPanels",
                "float[] a, int ao, float[] b, int bo",
                "",
                "int row = ao + l * VectorBlockedProduct.PANEL_ROWS;",
                "bo + l * VectorBlockedProduct.COLUMNS",
                r -> r == 0 ? "row" : "row + " + r);
    }

    private String method(
            String comment,
            String name,
            String parameters,
            String offsets,
            String row,
            String rowOfB,
            IntFunction<String> indexOfA) {
        String starts = each(r -> """
                FloatVector left%d = start(c, c%d, accumulate);
                FloatVector right%d = start(c, c%d + WIDTH, accumulate);
                """.formatted(r, r, r, r));
        String sums = each(r -> """
                FloatVector factor%d = FloatVector.broadcast(LANES, a[%s]);
                left%d = factor%d.fma(left, left%d);
                right%d = factor%d.fma(right, right%d);
                """.formatted(r, indexOfA.apply(r), r, r, r, r, r, r));
        String ends = each(r -> """
                left%d.intoArray(c, c%d);
                right%d.intoArray(c, c%d + WIDTH);
                """.formatted(r, r, r, r));
        return """

                %s
                static void %s(int depth, %s, float[] c, int c0, int ldc, boolean accumulate) {
                %s%s%sfor (int l = 0; l < depth; l++) {
                %s
                FloatVector left = FloatVector.fromArray(LANES, b, %s);
                FloatVector right = FloatVector.fromArray(LANES, b, %s + WIDTH);
                %s}
                %s}
                """.formatted(
                        comment,
                        name,
                        parameters,
                        offsets,
                        eachAfterTheFirst(r -> "int c%d = c%d + ldc;".formatted(r, r - 1)),
                        starts,
                        row,
                        rowOfB,
                        rowOfB,
                        sums,
                        ends);
    }

    private String each(IntFunction<String> line) {
        return IntStream.range(0, rows).mapToObj(line).collect(Collectors.joining());
    }

    private String eachAfterTheFirst(IntFunction<String> line) {
        return IntStream.range(1, rows).mapToObj(line).map(text -> text + "\n").collect(Collectors.joining());
    }
}

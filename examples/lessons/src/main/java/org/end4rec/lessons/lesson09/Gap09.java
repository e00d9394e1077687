package org.end4rec.lessons.lesson09;

/** What the exercise of lesson 9 fills in. */
public interface Gap09 {
    /** {@code e^s_c / Σ e^s}, for scores of any size. */
    double[] softmax(double[] scores);

    /**
     * The gradient of the mean over the rows of −ln softmax(row)[target of the row].
     *
     * @param scores a row for each example, with a score for each item; [B][C]
     * @param targets the item that came next, for each row
     * @return the gradient for each score, [B][C]
     */
    double[][] scoresBackward(double[][] scores, int[] targets);

    /**
     * Backward of reading rows of a table: forward was {@code y[i] = table[index[i]]}.
     *
     * @param index which row was read i-th
     * @param gradient the gradient for y: a row for each reading
     * @param table the gradient for the table so far; added to
     */
    void gatherBackward(int[] index, double[][] gradient, double[][] table);
}

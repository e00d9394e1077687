package lesson02;

import org.end4rec.lessons.check.Todo;
import org.end4rec.lessons.lesson02.Gap02;

/** The backward of y = x·w + b, in loops. Fill the three gaps, then type: ./end4rec check 2 */
public final class Exercise implements Gap02 {
    @Override
    public void backwardOfX(double[][] dy, double[][] w, double[][] dx) {
        // dy is [rows,n], w is [k,n] and dx is [rows,k].
        // ADD to each dx[r][i] what stands beside x[r][i] in the big sum of the page.
        throw new Todo("7 lines");
    }

    @Override
    public void backwardOfW(double[][] x, double[][] dy, double[][] dw) {
        // x is [rows,k], dy is [rows,n] and dw is [k,n].
        // ADD to each dw[i][j] what stands beside w[i][j] in the big sum.
        throw new Todo("7 lines");
    }

    @Override
    public void backwardOfB(double[][] dy, double[] db) {
        // dy is [rows,n] and db is [n]. How often was b[j] used? ADD a share for each use.
        throw new Todo("5 lines");
    }
}

package org.end4rec.bench.peers;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_full;
import org.end4rec.bench.peers.Workload.Form;
import org.end4rec.bench.peers.Workload.Product;

/** OpenBLAS on memory of its own, so that a call is nothing but the call. */
final class OpenBlas implements Peer {
    @Override
    public String name() {
        return "OpenBLAS";
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", openblas_full.openblas_get_config().getString());
        facts.put("kernels", openblas_full.openblas_get_corename().getString());
        return facts;
    }

    @Override
    public Optional<Contender> product(Product p, int threads) {
        FloatPointer a = new FloatPointer(p.a());
        FloatPointer b = new FloatPointer(p.b());
        FloatPointer c = new FloatPointer((long) p.m() * p.n());
        int transA = p.form() == Form.TN ? CblasTrans : CblasNoTrans;
        int transB = p.form() == Form.NT ? CblasTrans : CblasNoTrans;
        Contender contender = Contender.of(
                () -> cblas_sgemm(
                        CblasRowMajor,
                        transA,
                        transB,
                        p.m(),
                        p.n(),
                        p.k(),
                        1f,
                        a,
                        p.strideA(),
                        b,
                        p.strideB(),
                        0f,
                        c,
                        p.n()),
                () -> {
                    float[] answer = new float[p.m() * p.n()];
                    c.get(answer);
                    return answer;
                });
        return Optional.of(new Contender() {
            @Override
            public float[] answer() {
                openblas_full.openblas_set_num_threads(threads);
                return contender.answer();
            }

            @Override
            public double seconds(int calls) {
                return contender.seconds(calls);
            }

            @Override
            public void close() {
                a.close();
                b.close();
                c.close();
            }
        });
    }

    @Override
    public int restMillis() {
        return 150;
    }
}

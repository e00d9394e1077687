package org.end4rec.bench.peers;

import java.util.Map;
import java.util.Optional;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.end4rec.bench.peers.Workload.Product;

/** EJML's dense row matrices in plain Java, on one thread. */
public final class Ejml implements Peer {
    @Override
    public String name() {
        return "EJML";
    }

    @Override
    public Map<String, String> facts() {
        return Map.of("version", org.ejml.EjmlVersion.VERSION, "kernels", "CommonOps_FDRM");
    }

    @Override
    public Optional<Contender> product(Product product, int threads) {
        if (threads > 1) {
            return Optional.empty();
        }
        FMatrixRMaj a = matrix(product.a(), product.strideA());
        FMatrixRMaj b = matrix(product.b(), product.strideB());
        FMatrixRMaj c = new FMatrixRMaj(product.m(), product.n());
        Runnable work = switch (product.form()) {
            case NN -> () -> CommonOps_FDRM.mult(a, b, c);
            case NT -> () -> CommonOps_FDRM.multTransB(a, b, c);
            case TN -> () -> CommonOps_FDRM.multTransA(a, b, c);
        };
        return Optional.of(Contender.of(work, () -> c.data.clone()));
    }

    private static FMatrixRMaj matrix(float[] data, int columns) {
        return FMatrixRMaj.wrap(data.length / columns, columns, data);
    }
}

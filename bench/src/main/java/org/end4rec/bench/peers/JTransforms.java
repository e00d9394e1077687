package org.end4rec.bench.peers;

import java.util.Map;
import java.util.Optional;
import org.end4rec.bench.ChannelwiseFft;
import org.end4rec.bench.peers.Workload.Transform;

/** JTransforms in plain Java, channel by channel, on one thread. */
public final class JTransforms implements Peer {
    @Override
    public String name() {
        return "JTransforms";
    }

    @Override
    public Map<String, String> facts() {
        return Map.of("kernels", "FloatFFT_1D by channel, with gather and scatter");
    }

    @Override
    public Optional<Contender> transform(Transform transform, int threads) {
        if (threads > 1 || transform.n() % 2 != 0) {
            return Optional.empty();
        }
        int d = transform.d();
        ChannelwiseFft plan = new ChannelwiseFft(transform.n());
        int sequence = transform.n() * d;
        int spectrum = 2 * transform.bins() * d;
        float[] x = transform.inverse() ? transform.spectra() : transform.sequences();
        float[] y = new float[transform.batch() * (transform.inverse() ? sequence : spectrum)];
        return Optional.of(Contender.of(
                () -> {
                    for (int b = 0; b < transform.batch(); b++) {
                        if (transform.inverse()) {
                            plan.inverse(x, b * spectrum, y, b * sequence, d);
                        } else {
                            plan.forward(x, b * sequence, y, b * spectrum, d);
                        }
                    }
                },
                y::clone));
    }
}

package org.end4rec.models.encoder.gru4rec;

import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.SequenceEncoder;

class Gru4RecTest implements BaselineContract {
    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new Gru4Rec(config, seed);
    }

    @Override
    public String baseName() {
        return "gru4rec";
    }
}

package org.end4rec.models.recommend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TrainedRun;

/** Makes a recommender from what is kept: a run, or an export for serving. */
final class RecommenderSource {
    private RecommenderSource() {}

    static Recommender load(Path source, ProgressListener counting) throws IOException {
        Objects.requireNonNull(counting, "counting");
        if (ServingModel.isAt(source)) {
            return of(ServingModel.read(source));
        }
        return Recommender.of(TrainedRun.load(RunFolder.open(source), counting));
    }

    static Recommender load(InputStream zip) throws IOException {
        return of(ServingModel.read(zip));
    }

    private static Recommender of(ServingModel serving) {
        return new Recommender(
                serving.model(), serving.config().length(), serving.ids(), serving.itemCounts(), serving.novel());
    }
}

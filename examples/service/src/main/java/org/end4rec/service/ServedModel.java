package org.end4rec.service;

import org.end4rec.models.recommend.LoadedModel;
import org.end4rec.models.recommend.Recommender;

/**
 * The model that answers a request from its beginning to its end.
 *
 * @param about what the files said about the model when it was loaded
 */
record ServedModel(LoadedModel loaded, ModelFiles.About about) {
    Recommender recommender() {
        return loaded.recommender();
    }
}

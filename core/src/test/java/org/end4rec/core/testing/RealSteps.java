package org.end4rec.core.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.core.io.FileSteps;

/** The real steps, for subclasses that make some of them fail. */
public class RealSteps implements FileSteps {
    private final FileSteps real = FileSteps.real();

    @Override
    public List<Path> list(Path folder, String prefix, String suffix) throws IOException {
        return real.list(folder, prefix, suffix);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        return real.create(file);
    }

    @Override
    public void force(Path file) throws IOException {
        real.force(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        real.move(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        real.forceFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }
}

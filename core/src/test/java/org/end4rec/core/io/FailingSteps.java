package org.end4rec.core.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real steps, recorded; one of them fails as on a full disk. After a crash every later step fails too. */
final class FailingSteps implements FileSteps {
    private final String failing;
    private final boolean isCrash;
    private final List<String> taken = new ArrayList<>();
    private boolean isDead;

    FailingSteps(String failing, boolean isCrash) {
        this.failing = failing;
        this.isCrash = isCrash;
    }

    List<String> taken() {
        return taken;
    }

    private void take(String step) throws IOException {
        taken.add(step);
        if (isDead || step.equals(failing)) {
            isDead = isCrash;
            throw new IOException("No space left on device");
        }
    }

    @Override
    public List<Path> list(Path folder, String prefix, String suffix) throws IOException {
        take("list");
        return FileSteps.real().list(folder, prefix, suffix);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        take("create");
        return new FilterOutputStream(FileSteps.real().create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length / 2);
                take("write");
                out.write(bytes, offset + length / 2, length - length / 2);
            }

            @Override
            public void close() throws IOException {
                out.close();
                take("close");
            }
        };
    }

    @Override
    public void force(Path file) throws IOException {
        take("force");
        FileSteps.real().force(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        take("move");
        FileSteps.real().move(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        take("forceFolder");
        FileSteps.real().forceFolder(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        take("delete");
        FileSteps.real().delete(file);
    }
}

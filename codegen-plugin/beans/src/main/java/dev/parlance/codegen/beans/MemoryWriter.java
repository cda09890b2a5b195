package dev.parlance.codegen.beans;

import com.sun.codemodel.CodeWriter;
import com.sun.codemodel.JPackage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps the files of a code model in memory. */
final class MemoryWriter extends CodeWriter {
    private static final Pattern LINE_END = Pattern.compile("[ \\t]*\\r?\\n");

    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

    MemoryWriter() {
        this.encoding = StandardCharsets.UTF_8.name();
    }

    @Override
    public OutputStream openBinary(JPackage in, String fileName) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        files.put(in.name().replace('.', '/') + "/" + fileName, file);
        return file;
    }

    @Override
    public void close() {}

    /** The text of a file, its lines ended the same way on every system and without blanks before that. */
    String text(String path) {
        ByteArrayOutputStream file = files.get(path);
        if (file == null) {
            throw new IllegalStateException("no file " + path + " was emitted, only " + files.keySet());
        }
        return LINE_END.matcher(file.toString(StandardCharsets.UTF_8).stripLeading())
                .replaceAll("\n");
    }
}

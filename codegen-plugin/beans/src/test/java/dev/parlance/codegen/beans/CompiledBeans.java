package dev.parlance.codegen.beans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.codegen.EmitOptions;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.rpc.Method;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The beans of a protocol: emitted, compiled with every warning an error, loaded, and read and written by both Jacksons. */
final class CompiledBeans {
    static final EmitOptions OPTIONS = new EmitOptions("org.example.beans", "Demo", Map.of());

    private static final ObjectMapper JACKSON_2 = new ObjectMapper();
    private static final JsonMapper JACKSON_3 = JsonMapper.builder().build();

    private final JavaStyle style;
    private final ClassLoader loader;

    private CompiledBeans(JavaStyle style, ClassLoader loader) {
        this.style = style;
        this.loader = loader;
    }

    /** Emits without a problem. */
    static List<SourceFile> emit(Protocol protocol) {
        Problems problems = new Problems();
        List<SourceFile> files = new BeansEmitter().emit(protocol, OPTIONS, problems);
        assertThat(problems.all()).isEmpty();
        return files;
    }

    /** Compiles with jackson-annotations alone or, where there are methods, with the runtime too. */
    static CompiledBeans of(Protocol protocol) {
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        JavaFileManager manager = new InMemory(compiler.getStandardFileManager(null, null, null), classes);
        List<String> options =
                List.of("-Xlint:all,-serial", "-Werror", "-proc:none", "--release", "17", "-cp", classPath(protocol));
        List<Source> sources = emit(protocol).stream().map(Source::new).toList();
        boolean compiled =
                compiler.getTask(output, manager, null, options, null, sources).call();
        assertThat(output.toString()).isEmpty();
        assertThat(compiled).isTrue();
        return new CompiledBeans(new JavaStyle(protocol, OPTIONS, new Problems()), new Loader(classes));
    }

    Class<?> type(TypeName name) {
        return type(style.classOf(name).reflectionName());
    }

    Class<?> type(String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    Object read(TypeName type, String json) {
        try {
            return JACKSON_2.readValue(json, type(type));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Object bean) {
        try {
            return JACKSON_2.writeValueAsString(bean);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read and written by Jackson 2. */
    JsonNode through2(TypeName type, JsonNode json) {
        return parse(write(read(type, json.toString())));
    }

    /** Read and written by Jackson 3. */
    JsonNode through3(TypeName type, JsonNode json) {
        return parse(JACKSON_3.writeValueAsString(JACKSON_3.readValue(json.toString(), type(type))));
    }

    static JsonNode parse(String json) {
        try {
            return JACKSON_2.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath(Protocol protocol) {
        String annotations = jarOf(JsonProperty.class);
        return protocol.methods().isEmpty()
                ? annotations
                : String.join(File.pathSeparator, annotations, jarOf(Method.class), jarOf(Nullable.class));
    }

    private static String jarOf(Class<?> type) {
        try {
            return new File(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(SourceFile file) {
            super(URI.create("mem:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        Loader(Map<String, ByteArrayOutputStream> classes) {
            super(CompiledBeans.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}

package dev.parlance.codegen.beans;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.palantir.javapoet.ClassName;
import com.sun.codemodel.JAnnotationArrayMember;
import com.sun.codemodel.JAnnotationUse;
import com.sun.codemodel.JCodeModel;
import com.sun.codemodel.JDefinedClass;
import com.sun.codemodel.JExpr;
import com.sun.codemodel.JMethod;
import com.sun.codemodel.JMod;
import dev.parlance.codegen.SourceFile;
import dev.parlance.codegen.java.JavaStyle;
import dev.parlance.codegen.model.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.SortedMap;
import javax.annotation.processing.Generated;
import org.jsonschema2pojo.SchemaGenerator;
import org.jsonschema2pojo.SchemaMapper;

/** Has jsonschema2pojo emit the classes it can: beans and closed enums, each in a code model of its own. */
final class BeanClasses {
    private final BeanEmission emission;

    BeanClasses(BeanEmission emission) {
        this.emission = emission;
    }

    SourceFile bean(Definition definition) {
        SortedMap<String, String> tags = emission.members(definition.name()).tags();
        JCodeModel model = new JCodeModel();
        JDefinedClass bean = generate(model, definition, new BeanSchema(emission, definition).bean(), tags.keySet());
        if (!emission.hierarchy().unions(definition.name()).isEmpty()) {
            // A variant must not inherit the union's way of being read: it would look for the variant again.
            bean.annotate(JsonTypeInfo.class).param("use", JsonTypeInfo.Id.NONE);
        }
        addTags(bean, tags);
        return write(model, bean, definition);
    }

    SourceFile closedEnum(Definition definition) {
        JCodeModel model = new JCodeModel();
        JDefinedClass type = generate(model, definition, new BeanSchema(emission, definition).closedEnum(), Set.of());
        return write(model, type, definition);
    }

    private JDefinedClass generate(JCodeModel model, Definition definition, ObjectNode schema, Set<String> tags) {
        ClassName name = emission.classOf(definition.name());
        BeanRules rules = new BeanRules(new BeanAnnotator(emission, tags));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // It asks the thread's class loader whether a type exists already; what is in the build must not count.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return (JDefinedClass) new SchemaMapper(rules, new SchemaGenerator())
                    .generate(model, name.simpleName(), name.packageName(), schema.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // Example: @JsonProperty("type") public String getType() { return "userMessage"; }
    private static void addTags(JDefinedClass bean, SortedMap<String, String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        // What tells the variants apart is handed on to the variant, which knows it anyway.
        JAnnotationUse ignored = bean.annotate(JsonIgnoreProperties.class);
        JAnnotationArrayMember names = ignored.paramArray("value");
        ignored.param("allowGetters", true);
        tags.forEach((tag, value) -> {
            names.param(tag);
            JMethod getter = bean.method(JMod.PUBLIC, String.class, BeanMembers.accessor("get", BeanMembers.name(tag)));
            getter.annotate(JsonProperty.class).param("value", tag);
            getter.javadoc().append(JavaStyle.javadoc("Always \"" + value + "\": tells the variants apart.", ""));
            getter.body()._return(JExpr.lit(value));
        });
    }

    private SourceFile write(JCodeModel model, JDefinedClass type, Definition definition) {
        type.annotate(Generated.class).param("value", "dev.parlance.codegen");
        if (emission.style().anyDeprecated()) {
            type.annotate(SuppressWarnings.class).param("value", "deprecation");
        }
        emission.stabilityClass(definition.doc().stability())
                .ifPresent(mark -> type.annotate(model.directClass(mark.canonicalName())));
        MemoryWriter writer = new MemoryWriter();
        try {
            model.build(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ClassName name = emission.classOf(definition.name());
        String path = name.packageName().replace('.', '/') + "/" + name.simpleName() + ".java";
        return new SourceFile(path, writer.text(path));
    }
}

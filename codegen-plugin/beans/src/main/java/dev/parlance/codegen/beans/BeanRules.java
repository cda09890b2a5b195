package dev.parlance.codegen.beans;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.codemodel.JType;
import org.jsonschema2pojo.DefaultGenerationConfig;
import org.jsonschema2pojo.GenerationConfig;
import org.jsonschema2pojo.SchemaStore;
import org.jsonschema2pojo.rules.RuleFactory;
import org.jsonschema2pojo.util.NameHelper;

/** The rules of jsonschema2pojo, set to beans with fluent methods, and kept from making names. */
final class BeanRules extends RuleFactory {
    private static final GenerationConfig CONFIG = new DefaultGenerationConfig() {
        @Override
        public boolean isGenerateBuilders() {
            return true;
        }

        @Override
        public boolean isInitializeCollections() {
            return false;
        }

        @Override
        public boolean isIncludeGeneratedAnnotation() {
            return false;
        }
    };

    BeanRules(BeanAnnotator annotator) {
        super(CONFIG, annotator, new SchemaStore());
    }

    static GenerationConfig config() {
        return CONFIG;
    }

    @Override
    public NameHelper getNameHelper() {
        return new GivenNames();
    }

    /** Takes the names in the schema as they are; they are Java names already. */
    private static final class GivenNames extends NameHelper {
        GivenNames() {
            super(CONFIG);
        }

        @Override
        public String getPropertyName(String name, JsonNode node) {
            return name;
        }

        @Override
        public String getGetterName(String name, JType type, JsonNode node) {
            return BeanMembers.accessor("get", name);
        }

        @Override
        public String getSetterName(String name, JsonNode node) {
            return BeanMembers.accessor("set", name);
        }

        @Override
        public String getBuilderName(String name, JsonNode node) {
            return BeanMembers.accessor("with", name);
        }
    }
}

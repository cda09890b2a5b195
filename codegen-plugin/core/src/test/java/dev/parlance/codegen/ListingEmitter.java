package dev.parlance.codegen;

import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.RpcMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A style for tests: one small file a definition, and one with the methods. Registered as any other style. */
public final class ListingEmitter implements Emitter {
    /** For the service loader. */
    public ListingEmitter() {}

    @Override
    public String style() {
        return "listing";
    }

    @Override
    public List<SourceFile> emit(Protocol protocol, EmitOptions options, Problems problems) {
        String folder = options.packageName().replace('.', '/') + "/";
        List<SourceFile> files = new ArrayList<>();
        protocol.definitions().values().forEach(definition -> {
            String name = options.rename()
                    .getOrDefault(
                            definition.name().toString(), definition.name().name());
            files.add(new SourceFile(folder + name + ".txt", definition.shape() + "\n"));
        });
        String methods = protocol.methods().stream().map(RpcMethod::name).collect(Collectors.joining("\n", "", "\n"));
        files.add(new SourceFile(folder + options.protocolName() + "Methods.txt", methods));
        return files;
    }
}

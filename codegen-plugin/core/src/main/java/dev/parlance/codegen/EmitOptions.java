package dev.parlance.codegen;

import java.util.Map;

/**
 * What the user decides about the emitted code.
 *
 * @param packageName of the generated types; namespaces become packages below it
 * @param protocolName prefix of the protocol's own classes ({@code AgentServer}) and of types that would shadow
 *     {@code java.lang} ({@code Thread} becomes {@code AgentThread})
 * @param rename names of definitions to the Java names they get, say {@code v2/Thread} to {@code CodexThread}
 */
public record EmitOptions(String packageName, String protocolName, Map<String, String> rename) {}

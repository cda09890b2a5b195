package dev.parlance.codegen.java;

import java.util.Set;
import java.util.TreeSet;

/** Simple names a generated type must not have, because the emitted code means something else by them. */
final class ReservedNames {
    /** The public types of {@code java.lang} up to JDK 25: a table, so that the output does not depend on the JDK. */
    private static final String JAVA_LANG = """
            AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException
            AssertionError AutoCloseable Boolean BootstrapMethodError Byte CharSequence Character Class
            ClassCastException ClassCircularityError ClassFormatError ClassLoader ClassNotFoundException ClassValue
            CloneNotSupportedException Cloneable Comparable Compiler Deprecated Double Enum
            EnumConstantNotPresentException Error Exception ExceptionInInitializerError Float FunctionalInterface IO
            IllegalAccessError IllegalAccessException IllegalArgumentException IllegalCallerException
            IllegalMonitorStateException IllegalStateException IllegalThreadStateException
            IncompatibleClassChangeError IndexOutOfBoundsException InheritableThreadLocal InstantiationError
            InstantiationException Integer InternalError InterruptedException Iterable LayerInstantiationException
            LinkageError Long MatchException Math Module ModuleLayer NegativeArraySizeException
            NoClassDefFoundError NoSuchFieldError NoSuchFieldException NoSuchMethodError NoSuchMethodException
            NullPointerException Number NumberFormatException Object OutOfMemoryError Override Package Process
            ProcessBuilder ProcessHandle Readable Record ReflectiveOperationException Runnable Runtime
            RuntimeException RuntimePermission SafeVarargs ScopedValue SecurityException SecurityManager Short
            StableValue StackOverflowError StackTraceElement StackWalker StrictMath String StringBuffer
            StringBuilder StringIndexOutOfBoundsException StringTemplate SuppressWarnings System Thread ThreadDeath
            ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError UnsatisfiedLinkError
            UnsupportedClassVersionError UnsupportedOperationException VerifyError VirtualMachineError Void
            WrongThreadException
            """;

    /** What the emitted code imports, and the types it nests in others. */
    private static final String EMITTED = """
            ArrayList Arrays BigInteger Builder Caller Collections CompletableFuture Direction Experimental Generated Handlers
            JsonAnyGetter JsonAnySetter JsonAutoDetect JsonCreator JsonInclude JsonProperty JsonPropertyOrder JsonSubTypes
            JsonTypeInfo JsonValue LinkedHashMap List Map MemberRules Method NullMarked Nullable Objects RpcException Set Stability
            Unknown Value Wire
            """;

    private static final Set<String> ALL = new TreeSet<>(Set.of((JAVA_LANG + EMITTED).split("\\s+")));

    private ReservedNames() {}

    static boolean contains(String simpleName) {
        return ALL.contains(simpleName);
    }
}

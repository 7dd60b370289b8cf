//! Blocking variants of the methods of operation builders.

/// Adds blocking variants of methods to the builder of an operation.
///
/// | rule | adds |
/// | --- | --- |
/// | `run -> send(…) -> T;` | `send`, which waits for the future that `run` returns |
/// | `iter days -> daily() -> T;` | `daily`, which returns an iterator over the stream that `days` returns |
/// | `outcomes(client) start -> T;` | `outcomes`, which returns an iterator over the stream of outcomes that `start` returns; `client` is the field that holds the client |
macro_rules! blocking {
    (impl $builder:ident $(<$mode:ident>)? { $($methods:tt)+ }) => {
        #[cfg(feature = "blocking")]
        #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
        impl $builder<$($mode,)? crate::blocking::Client> {
            crate::call::blocking! { @methods $($methods)+ }
        }
    };
    (@methods) => {};
    (@methods outcomes($($client:ident).+) $start:ident -> $item:ty; $($rest:tt)*) => {
        /// Returns an iterator over one [`ItemOutcome`](crate::ItemOutcome) for each item; see the stream `outcomes` of the
        /// asynchronous builder. Nothing is sent before the first call to `next`.
        ///
        /// # Errors
        ///
        /// Those of the asynchronous method, and [`ConfigError::AsyncRuntime`](crate::ConfigError::AsyncRuntime).
        pub fn outcomes(self) -> Result<crate::blocking::Outcomes<$item>, Error> {
            let client = self.$($client).+.clone();
            crate::blocking::Outcomes::new(client, self.$start()?)
        }
        crate::call::blocking! { @methods $($rest)* }
    };
    (@methods iter $stream:ident -> $name:ident() -> $item:ty; $($rest:tt)*) => {
        /// Returns an iterator over the values of the stream that the asynchronous builder returns, in the same order and with
        /// the same errors. Each request is sent when it is needed. After an error of the stream, `next` returns `None`. For
        /// calls on a thread of an async runtime, see [`Iter`](crate::blocking::Iter).
        pub fn $name(self) -> crate::blocking::Iter<crate::blocking::Stream<$item>> {
            let client = self.client.clone();
            crate::blocking::Iter::new(client, Box::pin(self.$stream()))
        }
        crate::call::blocking! { @methods $($rest)* }
    };
    (@methods
        $run:ident -> $name:ident $(<$param:ident: $bound:path>)? ($($argument:ident: $type:ty),*) -> $output:ty;
        $($rest:tt)*
    ) => {
        /// Runs the asynchronous method of the same name, waits until it has ended, and returns its result.
        ///
        /// # Errors
        ///
        /// Those of the asynchronous method, and [`ConfigError::AsyncRuntime`](crate::ConfigError::AsyncRuntime).
        pub fn $name $(<$param: $bound>)? (self $(, $argument: $type)*) -> Result<$output, Error> {
            self.client.clone().wait(self.$run($($argument),*))
        }
        crate::call::blocking! { @methods $($rest)* }
    };
}

pub(crate) use blocking;

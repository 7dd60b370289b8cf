//! The additional root certificates and the proxy.

use std::path::PathBuf;

use blueshift::ClientBuilder;
use blueshift::reqwest::{Certificate, Proxy};

use super::{SettingsError, Sourced};

/// The additional root certificates and the proxy.
#[derive(Default)]
pub(crate) struct Network {
    certificates: Vec<Certificate>,
    proxy: Option<Proxy>,
}

impl Network {
    /// Reads the certificates in `ca_file`, and parses the proxy URL.
    pub(crate) fn of(
        ca_file: Option<&Sourced<PathBuf>>,
        proxy: Option<&Sourced<String>>,
    ) -> Result<Self, SettingsError> {
        let mut network = Self::default();
        if let Some(file) = ca_file {
            let (path, setting) = (file.value.clone(), file.source.clone());
            let pem = match std::fs::read(&path) {
                Ok(pem) => pem,
                Err(problem) => return Err(SettingsError::CaFile { path, setting, problem }),
            };
            network.certificates = Certificate::from_pem_bundle(&pem).unwrap_or_default();
            if network.certificates.is_empty() {
                return Err(SettingsError::Certificates { path, setting });
            }
        }
        if let Some(proxy) = proxy {
            let parsed = Proxy::all(proxy.value.as_str());
            let parsed = parsed.map_err(|_| SettingsError::Proxy { setting: proxy.source.clone() });
            network.proxy = Some(parsed?);
        }
        Ok(network)
    }

    /// Adds the certificates and the proxy to a client.
    pub(crate) fn apply(&self, mut builder: ClientBuilder) -> ClientBuilder {
        for certificate in &self.certificates {
            builder = builder.root_certificate(certificate.clone());
        }
        match &self.proxy {
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder,
        }
    }
}

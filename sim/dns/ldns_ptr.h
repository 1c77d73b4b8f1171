// Owners of ldns objects. Only for the files of this folder that call ldns; none of its objects leaves them.
#pragma once

#include <ldns/ldns.h>
// ldns/common.h makes macros of words of the language.
#undef bool
#undef false
#undef true

#include <cstdlib>
#include <memory>
#include <string_view>

namespace mf::dns {

template <auto free>
struct LdnsFree {
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};

using LdnsPacket = std::unique_ptr<ldns_pkt, LdnsFree<ldns_pkt_free>>;
using LdnsRecord = std::unique_ptr<ldns_rr, LdnsFree<ldns_rr_free>>;
using LdnsField = std::unique_ptr<ldns_rdf, LdnsFree<ldns_rdf_deep_free>>;
using LdnsText = std::unique_ptr<char, LdnsFree<std::free>>;

/// The octets of a field, as they stand on the wire without compression.
inline std::string_view octetsOf(const ldns_rdf *field)
{
    return {reinterpret_cast<const char *>(ldns_rdf_data(field)), ldns_rdf_size(field)};
}

} // namespace mf::dns

"""The sample shop: invented goods, made by a seeded generator so that nothing large is kept in the repository.

Owns: what the sample shop sells, its schema, reviews, links and pictures. Does not know: how a shop is imported or
stored; it writes files that any shop could hand over. Every brand, place to buy and author in it is invented.
"""
